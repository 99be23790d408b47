import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createPrometheus } from '../../src/telemetry/prometheus.ts';

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
  readonly templating: { readonly list: readonly { readonly query: string | { readonly query: string } }[] };
}

const path = new URL('../../ops/grafana-dashboard.json', import.meta.url);
const dashboard = JSON.parse(await readFile(path, 'utf8')) as Dashboard;
const queries = [
  ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
  ...dashboard.templating.list.flatMap(({ query }) =>
    typeof query === 'string' ? [] : [['variable', query.query] as const],
  ),
];

/** The metrics of a process that has had one of everything, by name: the labels that each was seen with. */
async function exported(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const metrics = createPrometheus();
  metrics.watch({
    model: { name: 'embedded', languages: [] },
    load: () => ({ sentences: 0, characters: 0, batches: 0 }),
    circuit: () => 'closed',
  });
  metrics.engine.batch({ sentences: 1, ms: 1, outcome: 'decoded' });
  metrics.cache.hits('segment', 'memory', 1);
  metrics.begin();
  metrics.request({
    id: '1',
    method: 'POST',
    route: '/v1/translate',
    status: 200,
    durationMs: 1,
    error: 'internal',
    translation: {
      model: 'embedded',
      target: 'fr',
      documents: 1,
      characters: 1,
      charged: 1,
      cacheHits: 1,
      engineMs: 1,
      segments: [{ source: 'en', status: 'translated', count: 1, characters: 1 }],
    },
  });
  const found = new Map<string, Set<string>>();
  for (const line of (await metrics.page()).text.split('\n')) {
    const [, name, labels = ''] = /^([a-z_0-9]+)(?:\{(.*)\})? /.exec(line) ?? [];
    if (name === undefined || line.startsWith('#')) continue;
    const names = found.get(name) ?? new Set();
    for (const [, label] of labels.matchAll(/(\w+)="/g)) names.add(label!);
    found.set(name, names);
  }
  return found;
}

describe('the dashboard for Grafana', async () => {
  const metrics = await exported();
  const given = new Set(['job', 'instance']); // Those that the scraper adds.

  it.each(queries)('%s asks for what there is: %s', (_, query) => {
    const asked = [...query.matchAll(/\b((?:newsglot|process|nodejs)_\w+)(?:\{(.*?)\})?/g)];
    expect(asked.length).toBeGreaterThan(0);
    for (const [, name, selectors = ''] of asked) {
      expect(metrics.keys()).toContain(name);
      for (const [, label] of selectors.matchAll(/(\w+)=/g))
        if (!given.has(label!)) expect(metrics.get(name!)).toContain(label);
      for (const [, labels] of query.matchAll(/by \((.*?)\)/g))
        for (const label of labels!.split(', '))
          if (!given.has(label)) expect(metrics.get(name!)).toContain(label);
    }
  });

  it('shows every metric of the service', () => {
    const all = queries.map(([, query]) => query).join('\n');
    const bases = [...metrics.keys()]
      .filter((name) => name.startsWith('newsglot_'))
      .map((name) => name.replace(/_(?:bucket|sum|count)$/, ''));
    for (const base of new Set(bases)) expect(all).toContain(base);
  });
});
