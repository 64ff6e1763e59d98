import { useFrom, useStores } from '../../app-context.ts';
import { TypedField } from '../../components/typed-field.tsx';

/** The temperature of the loss and the gradient on screen; nothing where the teacher has no loss. */
export function LossTemperature({ temperature }: { readonly temperature: number | null }) {
  const { filters } = useStores();
  const setLossTemperature = useFrom(filters, (state) => state.setLossTemperature);
  if (temperature === null) return null;
  return (
    <label
      className="loss-temperature"
      title="Temperature of InfoNCE, in units of the teacher’s score: for the loss and the gradient on screen. It changes nothing that is mined."
    >
      <span className="secondary">loss τ</span>
      <TypedField
        label="Temperature of the loss"
        text={String(temperature)}
        widthCh={5}
        mustBe="a number above 0"
        onCommit={(typed) => {
          const value = Number(typed.replace(',', '.'));
          if (!(value > 0 && Number.isFinite(value))) return false;
          setLossTemperature(value);
          return true;
        }}
      />
    </label>
  );
}
