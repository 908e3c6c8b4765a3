import { expect, test } from 'vitest';
import { standardTable } from './classes.ts';
import { taggedPlaces, titleTags } from './title-tags.ts';

test.each([
  ['moss', ['text_g', 'text_l']],
  ['ice', ['text_g']],
])('[WB1] a tagged encoder of two texts is driven at both while both say the same: %s', (second, inputs) => {
  const texts = { text_g: 'moss', text_l: second, width: 1024 };
  const graph = { 6: { class_type: 'CLIPTextEncodeSDXL', inputs: texts, _meta: { title: 'ES:prompt' } } };
  const places = titleTags(graph).flatMap((tag) => taggedPlaces(graph, standardTable(graph), tag));
  expect(places).toEqual(inputs.map((input) => ({ node: '6', input })));
});
