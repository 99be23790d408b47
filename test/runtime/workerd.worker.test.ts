import { SELF } from 'cloudflare:test';
import { describeRuntime } from './cases.ts';
import './accounts-suite.ts';
import './jobs-suite.ts';
import './kv-suite.ts';

describeRuntime('workerd', (path, init) => SELF.fetch(`http://newsglot.test${path}`, init));
