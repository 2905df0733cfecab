import type { ReactNode } from 'react';

/** A number to move, with what it was and, where given, a way to do without it. */
export function Slider({
  label,
  value,
  was,
  least,
  most,
  step,
  show,
  onChange,
  without,
}: {
  readonly label: string;
  readonly value: number;
  readonly was: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly show: (value: number) => string;
  readonly onChange: (value: number) => void;
  /** Says what moving to nothing means. */
  readonly without?: string;
}): ReactNode {
  const isMoved = Math.abs(value - was) > 1e-9 * Math.max(1, was);
  return (
    <div className="field">
      <label className="field">
        <span className="spread" style={{ flexWrap: 'nowrap' }}>
          <span className="clip" title={label}>
            {label}
          </span>
          <span className="nowrap">
            <strong>{show(value)}</strong>
            {isMoved && <span className="faint"> was {show(was)}</span>}
          </span>
        </span>
        <input
          type="range"
          min={least}
          max={most}
          step={step}
          value={value}
          aria-valuetext={show(value)}
          onChange={({ target }) => onChange(Number(target.value))}
        />
      </label>
      {without !== undefined && value > least && (
        <button type="button" className="button quiet small" onClick={() => onChange(least)}>
          {without}
        </button>
      )}
    </div>
  );
}
