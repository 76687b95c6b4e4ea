/**
 * The tables (SV1), as migrations that are never changed once released. Every key begins with the company, so that the
 * tables can be distributed by it (docs/scaling.md); `setting` and `pairing` are small and belong on every node.
 */

/** Hashes and keys are raw bytes, instants UTC milliseconds. */
const TABLES = [
  'CREATE TABLE company (company uuid PRIMARY KEY, head bigint NOT NULL, chain bytea NOT NULL, received bigint NOT NULL, epoch int NOT NULL)',
  'CREATE TABLE epoch (company uuid NOT NULL, epoch int NOT NULL, name text NOT NULL, after bigint NOT NULL, PRIMARY KEY (company, epoch))',
  'CREATE TABLE device (company uuid NOT NULL, device uuid NOT NULL, name text NOT NULL, role text NOT NULL, state text NOT NULL, public_key bytea NOT NULL, exchange_key bytea, sequence bigint NOT NULL, hash bytea, PRIMARY KEY (company, device))',
  'CREATE TABLE commits (company uuid NOT NULL, sequence bigint NOT NULL, received bigint NOT NULL, epoch int NOT NULL, chain bytea NOT NULL, hash bytea NOT NULL, id uuid NOT NULL, device uuid NOT NULL, device_sequence bigint NOT NULL, envelope bytea NOT NULL, body bytea NOT NULL, PRIMARY KEY (company, sequence))',
  'CREATE UNIQUE INDEX commits_by_device ON commits (company, device, device_sequence)',
  'CREATE TABLE signature (company uuid NOT NULL, device uuid NOT NULL, sequence bigint NOT NULL, hash bytea NOT NULL, signature bytea NOT NULL, PRIMARY KEY (company, device, sequence))',
  'CREATE TABLE held (company uuid NOT NULL, device uuid NOT NULL, sequence bigint NOT NULL, hash bytea NOT NULL, envelope bytea NOT NULL, body bytea NOT NULL, signature bytea, PRIMARY KEY (company, device, sequence))',
  'CREATE TABLE snapshot (company uuid NOT NULL, projector int NOT NULL, sequence bigint NOT NULL, manifest text NOT NULL, signature text NOT NULL, made bigint NOT NULL, PRIMARY KEY (company, projector))',
  'CREATE TABLE file (company uuid NOT NULL, kind text NOT NULL, hash bytea NOT NULL, made bigint NOT NULL, bytes bytea NOT NULL, PRIMARY KEY (company, kind, hash))',
  'CREATE TABLE pairing (lookup text PRIMARY KEY, pairing uuid NOT NULL, company uuid, said text NOT NULL)',
];

/** Version n is the n-th list. */
export const MIGRATIONS: readonly (readonly string[])[] = [TABLES];

export const SETTING_TABLE =
  'CREATE TABLE IF NOT EXISTS setting (name text PRIMARY KEY, value text NOT NULL)';
