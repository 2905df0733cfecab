import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';

/** A window above the page; Escape and a click beside it close it, focus goes back to where it was. */
export function Dialog({
  open,
  onClose,
  title,
  kind = '',
  titleHidden = false,
  children,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly kind?: '' | 'wide' | 'side' | 'drawer' | 'palette';
  readonly titleHidden?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Base.Root open={open} onOpenChange={(now) => !now && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className={`dialog ${kind}`}>
          <Base.Title className={titleHidden ? 'hidden' : ''}>{title}</Base.Title>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
