/** The country profiles that are built: United States, United Kingdom, Germany, India. */
import type { RoundingPolicy } from './document.ts';
import type { CountryProfile, ProfileCode } from './profile.ts';
import { DE } from './profile-de.ts';
import { GB } from './profile-gb.ts';
import { IN } from './profile-in.ts';
import { US } from './profile-us.ts';

const PROFILES: Readonly<Record<ProfileCode, CountryProfile>> = { US, GB, DE, IN };

export const PROFILE_CODES: readonly ProfileCode[] = ['US', 'GB', 'DE', 'IN'];

export function profileOf(code: ProfileCode): CountryProfile {
  return PROFILES[code];
}

/** True while tax is rounded as the country's profile proposes (TX5). */
export function isCustomaryRounding(code: ProfileCode, { scope, mode, step }: RoundingPolicy): boolean {
  const custom = profileOf(code).rounding;
  return scope === custom.scope && mode === custom.mode && step === custom.step;
}

/**
 * The profile to propose for a region (ISO 3166-1 alpha-2): its own, else the German one where the euro is used, the
 * British one elsewhere.
 */
export function profileForRegion(region: string): ProfileCode {
  const own = PROFILE_CODES.find((code) => code === region);
  if (own) return own;
  return EURO_AREA.has(region) ? 'DE' : 'GB';
}

const EURO_AREA = new Set('AT BE BG CY EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' '));
