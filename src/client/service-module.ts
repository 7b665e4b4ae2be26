// What the generated module of each service is made with.
export { clientClass } from './service-client.js';
export { exportedClass } from '../resources/exported-class.js';
