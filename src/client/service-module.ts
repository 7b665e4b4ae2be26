// What the generated module of each service is made with.
export { clientClass } from './service-client.js';
export { nounClass } from '../resources/noun-class.js';
