/**
 * For programs that are bundled into one file and use decorated models: a bundler follows these imports, where the SDK
 * looks for the packages at run time. It exports nothing.
 *
 * @module decorated
 */
import 'reflect-metadata';
import * as transformer from 'class-transformer';
import * as validator from 'class-validator';
import { provideClassValidator } from '../models/class-validator.js';

provideClassValidator({ validator, transformer });
