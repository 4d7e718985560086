package org.whippletree.config;

import java.time.Duration;

/**
 * How long a request may wait for a worker, and how many may.
 *
 * @param size requests of one child that may wait ({@code RequestQueueSize})
 * @param timeout how long each may wait ({@code RequestQueueTimeout})
 */
public record QueueLimits(int size, Duration timeout) {}
