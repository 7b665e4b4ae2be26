import type { RawAnswer, RawRequest } from './server.js';
export class Admin {
  answer(_raw: RawRequest, _path: string): RawAnswer {
    return { status: 404, headers: {}, body: '' };
  }
}
