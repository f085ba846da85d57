import { array, type NewValue, object, placeholder, string } from "../../tree/edit.ts";

/** `""` with the cursor in it. */
export const empty: NewValue = string([placeholder("VALUE", "")]);

/** `[""]` with the cursor in it. */
export const emptyList: NewValue = array([empty]);

/** `{ "": { "": "" } }`: operator, key and value, one after the other. */
export const blankCondition: NewValue = object([
  [[placeholder("OPERATOR", "")], object([[[placeholder("KEY", "")], string([placeholder("VALUE", "")])]])],
]);
