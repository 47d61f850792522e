import { createContext, useContext } from 'react';

/** Nonce of the content security policy while rendering on the server; empty in the browser, which hides it. */
export const NonceContext = createContext('');
export const useNonce = (): string => useContext(NonceContext);
