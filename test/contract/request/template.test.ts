import { describe, expect, it } from 'vitest';
import { fillTemplate, templateColumns } from '../../../src/contract/request/template.ts';

describe('a prompt template', () => {
  const cells: Record<string, string> = { title: 'Dune', 'my text': 'a {title} of sand', 标题: '沙丘', __proto__x: '' };
  const fill = (template: string) => fillTemplate(template, (name) => cells[name]);

  it('names its columns once, in order', () => {
    expect(templateColumns('{title}: {my text} / { title } {标题}')).toEqual(['title', 'my text', '标题']);
    expect(templateColumns('no columns, {{braces}}, {"json": 1}, {}')).toEqual([]);
  });

  it('takes cells as they are, never as templates', () => {
    expect(fill('{title}: {my text}')).toBe('Dune: a {title} of sand');
    expect(fill('《{标题}》')).toBe('《沙丘》');
  });

  it('leaves other braces, and writes doubled ones once', () => {
    expect(fill('{"t": "{title}"} {{title}} {other}')).toBe('{"t": "Dune"} {title} {other}');
  });
});
