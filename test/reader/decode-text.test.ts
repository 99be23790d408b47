import { expect, it } from 'vitest';
import { decodeText } from '../../src/reader/decode-text.ts';

const decode = (...bytes: number[]) => decodeText(new Uint8Array(bytes).buffer);

it('reads UTF-8, with a mark or without', () => {
  expect(decode(0xc3, 0xa9)).toBe('é');
  expect(decode(0xef, 0xbb, 0xbf, 0xc3, 0xa9)).toBe('é');
});

it('reads UTF-16 by its mark', () => {
  expect(decode(0xff, 0xfe, 0xe9, 0x00)).toBe('é');
  expect(decode(0xfe, 0xff, 0x00, 0xe9)).toBe('é');
});

it('reads what is not UTF-8 as Windows-1252', () => {
  expect(decode(0x93, 0xe9, 0x94)).toBe('“é”');
});

it('knows what is not text', () => {
  expect(decode(0x25, 0x50, 0x44, 0x46, 0x00)).toBeUndefined();
});

it('reads nothing as nothing', () => {
  expect(decode()).toBe('');
});
