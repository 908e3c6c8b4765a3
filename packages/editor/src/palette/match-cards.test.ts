import { expect, test } from 'vitest';
import { testCards } from '../store/fixture.ts';
import { groupCards, matchCards } from './match-cards.ts';

const cards = Object.values(testCards);

test('[ED48] a search finds titles first, then types, categories and texts; every word must be found', () => {
  expect(matchCards(cards, 'pic')[0]?.type).toBe('Picture');
  expect(matchCards(cards, 'still pic').map(({ type }) => type)).toEqual(['Picture']);
  expect(matchCards(cards, 'feedback').map(({ type }) => type)).toEqual(['Delay']);
  expect(matchCards(cards, 'pic nothing')).toEqual([]);
  expect(matchCards(cards, '  ')).toHaveLength(cards.length);
});

test('[ED49] the palette lists categories in the order a film is made, and none that is empty', () => {
  const titles = groupCards(cards).map(({ title }) => title);
  expect(titles).toEqual(['Generate', 'Feedback', 'Direct', 'Source', 'Output']);
});
