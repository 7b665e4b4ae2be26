// What the generated module of each service is made with.
export { registerFacts, registerImports } from '../catalog/load.js';
export { loadFacts } from './load-facts.js';
export { clientClass } from './service-client.js';
export { exportedClass } from '../resources/exported-class.js';
