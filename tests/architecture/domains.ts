import { ESLint } from 'eslint'
import app from '@adonisjs/core/services/app'

/** The ranks of the domains are read from eslint.config.js. */
export const eslint = new ESLint({ cwd: app.makePath() })

export const domainOf = (path: string) => path.split('/')[1]

/** Whether files of one domain may import the other; domains without a rank may not. */
export async function mayUse(domain: string, other: string): Promise<boolean> {
  const pattern = await forbiddenImports(domain)
  return domain === other || (pattern !== undefined && !pattern.test(`#${other}/`))
}

export async function hasRank(domain: string): Promise<boolean> {
  return (await forbiddenImports(domain)) !== undefined
}

async function forbiddenImports(domain: string): Promise<RegExp | undefined> {
  const config = await eslint.calculateConfigForFile(app.makePath(`app/${domain}/any.ts`))
  const [, { patterns } = {}] = config.rules['no-restricted-imports'] ?? []
  return patterns && new RegExp(patterns[0].regex)
}
