import ts from 'typescript'
import { read } from '#tests/architecture/source'

/** What precedes a table name in SQL or in Lucid's query builder. */
const KEYWORDS = 'from|join|into|update|table|only|using|truncate|references'
const BUILDERS = /^(from|into|table|(\w+)?[jJ]oin|fromRaw|joinRaw)$/

/** Finds table names in this file's strings and query builder calls. */
export function tablesNamedIn(path: string, tables: string[]): Set<string> {
  return tablesNamedInCode(read(path), tables)
}

export function tablesNamedInCode(code: string, tables: string[]): Set<string> {
  const named = new Set<string>()
  const names = tables.join('|')
  const inSQL = new RegExp(`(?:\\b(?:${KEYWORDS})\\s+|,\\s*)"?(${names})\\b"?(?!\\.)(?!\\w)`, 'gi')
  const column = new RegExp(`(?<![\\w./])"?(${names})"?\\."?(?:\\w+|\\*)`, 'g')

  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return
    const text = textOf(node)
    if (text !== undefined) {
      if (isTableArgument(node) && tables.includes(firstWord(text))) named.add(firstWord(text))
      if (/\b(select|update|delete|insert|from|join)\b/i.test(text)) {
        for (const [, table] of text.matchAll(inSQL)) named.add(table)
      }
      for (const [, table] of text.matchAll(column)) named.add(table)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('', code, ts.ScriptTarget.Latest, true))
  return named
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  // Template placeholders are kept as their expressions.
  if (ts.isTemplateExpression(node)) return node.getText().slice(1, -1)
  return undefined
}

function isTableArgument(node: ts.Node): boolean {
  const { parent } = node
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression))
    return false
  return parent.arguments[0] === node && BUILDERS.test(parent.expression.name.text)
}

const firstWord = (text: string) => text.trim().split(/\s/)[0]
