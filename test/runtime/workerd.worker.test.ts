import { SELF } from 'cloudflare:test';
import { describeRuntime } from './cases.ts';

describeRuntime('workerd', (path, init) => SELF.fetch(`http://newsglot.test${path}`, init));
