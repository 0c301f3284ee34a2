import { dirname, relative, resolve } from 'node:path';
import ts from 'typescript';
import { files, parse, src } from './sources.ts';

/** An import of a file: of another one (`to` is its path, without a query) or of a library. */
export interface Import {
  from: string;
  to: string;
  /** Whether `to` is a path below src. */
  inside: boolean;
  /** What stands behind the path, such as `?worker&url`. */
  query: string;
}

/** Every import and re-export, types and dynamic ones included. */
export const imports: readonly Import[] = files.flatMap((from) => {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const index = levelAddress(node);
    if (index && ts.isStringLiteral(index)) found.push(index.text);
    ts.forEachChild(node, visit);
  };
  visit(parse(from));
  return found.map((address) => {
    const [path = '', query = ''] = address.split(/(?=\?)/);
    const inside = path.startsWith('.');
    const to = inside ? relative(src, resolve(src, dirname(from), path)).replaceAll('\\', '/') : path;
    return { from, to, inside, query };
  });
});

function levelAddress(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  const isCall = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isCall ? node.arguments[0] : undefined;
}
