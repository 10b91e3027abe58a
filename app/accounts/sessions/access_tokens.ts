import { DateTime } from 'luxon'
import { SignJWT, errors, jwtVerify } from 'jose'
import { createSecretKey, hkdfSync, randomUUID } from 'node:crypto'
import env from '#start/env'
import { appUrl } from '#config/app'
import accountsConfig from '#config/accounts'
import type User from '#accounts/users/models/user'
import type { Role } from '#accounts/users/models/user'
import type { AccessClaims } from '#accounts/sessions/access_claims'
import { VerifiedTokens } from '#accounts/sessions/verified_tokens'

const SECRET = env.get('APP_KEY').release()
const KEY = createSecretKey(Buffer.from(hkdfSync('sha256', SECRET, '', 'access tokens', 32)))
const AUDIENCE = 'api'
const verified = new VerifiedTokens()

/** Seconds of clock skew between machines. */
const CLOCK_TOLERANCE = 30
const LIFETIME = { minutes: accountsConfig.accessTokenMinutes }

export function signAccessToken(user: User, family: string): Promise<string> {
  const now = DateTime.utc()

  return new SignJWT({
    sid: family,
    ver: user.accessVersion,
    username: user.username,
    role: user.role,
    zoneinfo: user.timezone,
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(appUrl)
    .setAudience(AUDIENCE)
    .setSubject(String(user.id))
    .setJti(randomUUID())
    .setIssuedAt(now.toJSDate())
    .setExpirationTime(now.plus(LIFETIME).toJSDate())
    .sign(KEY)
}

/** Null for an invalid or expired token; `AccessLedger` knows about revocation. */
export async function readAccessToken(token: string): Promise<AccessClaims | null> {
  const known = verified.find(token)
  if (known) return known

  try {
    const { payload } = await jwtVerify<Record<'sid' | 'username' | 'zoneinfo', string>>(
      token,
      KEY,
      {
        algorithms: ['HS256'],
        issuer: appUrl,
        audience: AUDIENCE,
        currentDate: DateTime.utc().toJSDate(),
        maxTokenAge: LIFETIME.minutes * 60,
        clockTolerance: CLOCK_TOLERANCE,
      }
    )
    const claims: AccessClaims = {
      userId: Number(payload.sub),
      family: payload.sid,
      accessVersion: payload.ver as number,
      username: payload.username,
      role: payload.role as Role,
      timezone: payload.zoneinfo,
    }
    verified.add(token, claims, payload.exp!)
    return claims
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}
