package org.whippletree.supervisor;

/**
 * A generation that can take over. One of the two actions is called, once, on the loop.
 *
 * @param closesListeners whether a listener of the current generation is not one of it
 * @param adopted called when no listener of an older generation is on its way to a child any more
 * @param abandoned called if the server stops instead
 */
record NextGeneration(Generation generation, boolean closesListeners, Runnable adopted, Runnable abandoned) {}
