import ts from 'typescript';
import { expect, it } from 'vitest';
import { expectOnly, files, shortName, parse } from './sources.ts';

/** Exports without a doc comment, as `file: name`. */
const bare: Record<string, string> = {
  'export.ts: exported': 'to be written',
};

/** Gives the exported declarations of a file that have no doc comment. */
function undocumented(file: string): string[] {
  const found: string[] = [];
  const overloads = new Set<string>();
  for (const statement of parse(file).statements) {
    if (!ts.canHaveModifiers(statement)) continue;
    if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
    for (const name of parameterNames(statement)) {
      // One comment serves all overloads of a function.
      if (ts.getJSDocCommentsAndTags(statement).length > 0) overloads.add(name);
      else if (!ts.isFunctionDeclaration(statement) || !overloads.has(name)) found.push(`${shortName(file)}: ${name}`);
    }
  }
  return found;
}

function parameterNames(statement: ts.Statement): string[] {
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
