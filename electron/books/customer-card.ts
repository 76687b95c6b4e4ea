/** What lists and search need of a customer; the whole record is read from its row. */
export interface CustomerCard {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly city: string;
  readonly email: string;
  readonly taxId: string;
  readonly currency: string;
  readonly archived: boolean;
  readonly nameKey: string;
  readonly numberKey: string;
  readonly cityKey: string;
  /** Everything that search looks at. */
  readonly text: string;
}
