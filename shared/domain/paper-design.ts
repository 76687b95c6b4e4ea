/** How the office wants its paper to look, as documents carry it. */

/** Columns of the lines that a document can do without. */
export const OPTIONAL_COLUMNS = ['position', 'quantity', 'unitPrice', 'tax'] as const;
export type OptionalColumn = (typeof OPTIONAL_COLUMNS)[number];

/** A name or reason of a tax as it is recorded, and as the document's language has it. */
export interface Wording {
  readonly of: string;
  readonly as: string;
}

/** What the office chose for its paper, beside the template. */
export interface PaperDesign {
  /** `#rrggbb`, of titles and rules. */
  readonly colour?: string;
  /** Columns that are left out. */
  readonly hide?: readonly OptionalColumn[];
  /** Marks for folding, where the template has them. */
  readonly marks?: boolean;
  /** Above the lines, and after everything else. */
  readonly intro?: string;
  readonly closing?: string;
  /** Facts of the office's own, among the references. */
  readonly fields?: readonly { readonly label: string; readonly value: string }[];
  /** Only where the language of the document says it in other words than the records. */
  readonly wording?: readonly Wording[];
}
