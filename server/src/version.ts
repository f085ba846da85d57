/** The version of the server and the command line; the same as in their package.json. */
export const version = "0.1.0";
