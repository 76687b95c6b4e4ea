/** A QR code on screen, dark on white in every theme, since cameras read no other. */
import { qrPath } from './qr-path.ts';

export interface QrCodeProps {
  readonly text: string;
  readonly label: string;
  /** Side in CSS pixels. */
  readonly side: number;
}

export function QrCode({ text, label, side }: QrCodeProps) {
  const { size, path } = qrPath(text);
  return (
    <svg
      role="img"
      aria-label={label}
      width={side}
      height={side}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
