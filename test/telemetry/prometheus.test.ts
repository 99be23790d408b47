import { describe, expect, it } from 'vitest';
import { createPrometheus } from '../../src/telemetry/prometheus.ts';
import type { RequestRecord, SegmentCount } from '../../src/telemetry/request-record.ts';

const request = (segments: readonly SegmentCount[]): RequestRecord => ({
  id: 'r',
  method: 'POST',
  route: '/v1/translate',
  status: 200,
  durationMs: 1,
  translation: {
    model: 'm',
    target: 'fr',
    documents: 1,
    characters: 30,
    charged: 30,
    cacheHits: 2,
    engineMs: 0,
    segments,
  },
});
const counts = (source: string): SegmentCount[] => [
  { source, status: 'translated', count: 3, characters: 30 },
];

describe('segments of answered documents', () => {
  it('are counted once for each answer, however often one result is given', async () => {
    const metrics = createPrometheus();
    const again = counts('en');
    for (let i = 0; i < 4; i++) metrics.request(request(again));
    const { text } = await metrics.page();
    expect(text).toContain(
      'newsglot_segments_total{model="m",source="other",target="fr",status="translated"} 12',
    );
    metrics.request(request(again));
    expect((await metrics.page()).text).toContain('status="translated"} 15');
  });

  it('are all counted when there are more results than are held', async () => {
    const metrics = createPrometheus();
    for (let i = 0; i < 1000; i++) metrics.request(request(counts('en')));
    const { text } = await metrics.page();
    expect(text).toContain(
      'newsglot_segments_total{model="m",source="other",target="fr",status="translated"} 3000',
    );
    expect(text).toContain(
      'newsglot_characters_total{model="m",source="other",target="fr",status="translated"} 30000',
    );
  });
});

describe('requests', () => {
  it('are counted when they are read, with what they were charged and found', async () => {
    const metrics = createPrometheus();
    metrics.begin();
    metrics.begin();
    metrics.request(request(counts('en')));
    metrics.cache.hits('result', 'memory', 1);
    metrics.cache.hits('result', 'memory', 2);
    for (let reading = 0; reading < 2; reading++) {
      const { text } = await metrics.page();
      expect(text).toContain('newsglot_requests_in_progress 1');
      expect(text).toContain(
        'newsglot_request_duration_seconds_count{method="POST",route="/v1/translate",status="2xx"} 1',
      );
      expect(text).toContain('newsglot_characters_charged_total{caller="anonymous"} 30');
      expect(text).toContain('newsglot_segment_cache_hits_total{model="m",target="fr"} 2');
      expect(text).toContain('newsglot_cache_hits_total{kind="result",tier="memory"} 3');
    }
  });
});
