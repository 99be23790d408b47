import { describe, expect, it } from 'vitest';
import { parseDocument, sniffFormat } from '../../src/document/formats.ts';

describe('sniffing a format', () => {
  it.each([
    ['html', '<!doctype html><title>x</title>', undefined],
    ['html', 'A <b>word</b>', undefined],
    ['html', 'Two lines<br/>here', undefined],
    ['html', 'plain', 'text/html; charset=utf-8'],
    ['text', '<p>x</p>', 'text/plain'],
    ['text', 'a < b and c > d', undefined],
    ['text', 'write to <jo@example.org> or <x1>', undefined],
    ['text', '', undefined],
    ['html', '<p>x</p>', 'application/octet-stream'],
  ])('says %s for %s', (format, content, type) => {
    expect(sniffFormat(content, type)).toBe(format);
  });
});

describe('parsing by format', () => {
  it.each(['text', 'html'] as const)('gives a %s document', (format) => {
    expect(parseDocument('<p>a</p>', format)).toMatchObject({ format, source: '<p>a</p>' });
  });
});
