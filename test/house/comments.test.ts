import ts from 'typescript';
import { expect, it } from 'vitest';
import { expectOnly, files, nameOf, parse } from './sources.ts';

/** Exports without a doc comment, as `file: name`. */
const bare: Record<string, string> = {
  'export.ts: exported': 'to be written',
  'adapter.ts: Engine': 'to be written',
  'adapter.ts: MlpActivation': 'to be written',
  'control.ts: Step': 'to be written',
  'control.ts: Control': 'to be written',
  'data.ts: Fix': 'to be written',
  'data.ts: MissingRule': 'to be written',
  'export.ts: ExportFormat': 'to be written',
  'kinds.ts: Kind': 'to be written',
  'kinds.ts: DayOrder': 'to be written',
  'outside.ts: ChatRow': 'to be written',
  'result.ts: Metrics': 'to be written',
  'result.ts: Equation': 'to be written',
  'worker-api.ts: PortMessage': 'to be written',
  'writer.ts: WeightType': 'to be written',
  'proto.ts: ElementType': 'to be written',
  'convert.ts: LevelColumn': 'to be written',
  'convert.ts: TextColumn': 'to be written',
  'encode.ts: FittedEncode': 'to be written',
  'factor.ts: FactorRecipe': 'to be written',
  'impute.ts: FittedImpute': 'to be written',
  'recipe.ts: Recipe': 'to be written',
  'scale.ts: FittedScale': 'to be written',
  'target.ts: FittedTarget': 'to be written',
  'bundle-schema.ts: Manifest': 'to be written',
  'clean.ts: Reason': 'to be written',
  'sheet.ts: Tag': 'to be written',
  'sheet.ts: SheetColumn': 'to be written',
  'tokenize.ts: startPosition': 'to be written',
  'icons.ts: IconName': 'to be written',
  'sections.svelte.ts: SectionId': 'to be written',
  'row-cache.svelte.ts: GridRow': 'to be written',
  'trace.ts: Progress': 'to be written',
};

/** Gives the exported declarations of a file that have no doc comment. */
function undocumented(file: string): string[] {
  const found: string[] = [];
  const overloads = new Set<string>();
  for (const statement of parse(file).statements) {
    if (!ts.canHaveModifiers(statement)) continue;
    if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
    for (const name of namesOf(statement)) {
      // One comment serves all overloads of a function.
      if (ts.getJSDocCommentsAndTags(statement).length > 0) overloads.add(name);
      else if (!ts.isFunctionDeclaration(statement) || !overloads.has(name)) found.push(`${nameOf(file)}: ${name}`);
    }
  }
  return found;
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const { name } = statement as ts.Statement & { name?: ts.Identifier };
  return [name?.text ?? 'default'];
}

it('every export says what it is', () => {
  const code = files.filter((file) => file.endsWith('.ts'));
  expect(code.length).toBeGreaterThan(100);
  expectOnly(code.flatMap(undocumented), bare);
});
