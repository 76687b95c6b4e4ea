/** The words of payment slips; those of the Swiss QR-bill are prescribed. */

export interface SlipWords {
  readonly scan: string;
  readonly scanUpi: string;
  readonly separate: string;
  readonly receipt: string;
  readonly paymentPart: string;
  readonly payableTo: string;
  readonly reference: string;
  readonly information: string;
  readonly payableBy: string;
  readonly payableByBlank: string;
  readonly currency: string;
  readonly amount: string;
  readonly acceptance: string;
}

const EN: SlipWords = {
  scan: 'Scan with your banking app to pay',
  scanUpi: 'Scan with any UPI app to pay',
  separate: 'Separate before paying in',
  receipt: 'Receipt',
  paymentPart: 'Payment part',
  payableTo: 'Account / Payable to',
  reference: 'Reference',
  information: 'Additional information',
  payableBy: 'Payable by',
  payableByBlank: 'Payable by (name/address)',
  currency: 'Currency',
  amount: 'Amount',
  acceptance: 'Acceptance point',
};

const DE: SlipWords = {
  scan: 'Mit der Banking-App scannen und zahlen',
  scanUpi: 'Mit einer UPI-App scannen und zahlen',
  separate: 'Vor der Einzahlung abzutrennen',
  receipt: 'Empfangsschein',
  paymentPart: 'Zahlteil',
  payableTo: 'Konto / Zahlbar an',
  reference: 'Referenz',
  information: 'Zusätzliche Informationen',
  payableBy: 'Zahlbar durch',
  payableByBlank: 'Zahlbar durch (Name/Adresse)',
  currency: 'Währung',
  amount: 'Betrag',
  acceptance: 'Annahmestelle',
};

export const slipWords = (language: string): SlipWords => (language === 'de' ? DE : EN);
