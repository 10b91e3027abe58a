/** Every reaction in the product: which consumer is told of which events. */
export {}
