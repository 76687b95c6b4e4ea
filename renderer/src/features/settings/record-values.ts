/** The fields of records as the forms of the settings hold them. */
import type { OutputOf } from '../../../../shared/contract/contract.ts';

export type CompanyValues = OutputOf<'company.get'>['fields'];
export type TaxValues = OutputOf<'taxes.list'>[number]['fields'];
export type TermsValues = OutputOf<'terms.list'>[number]['fields'];
