import { NumberField, type NumberFieldProps } from './NumberField.tsx';

/** A number whose place between its limits matters: the bar with the value inside. */
export function SliderField(props: NumberFieldProps) {
  return <NumberField {...props} bar />;
}
