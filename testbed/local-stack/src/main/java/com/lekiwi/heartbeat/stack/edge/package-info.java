/**
 * nginx in front, from the files that real deployments use.
 */
@NullMarked
package com.lekiwi.heartbeat.stack.edge;

import org.jspecify.annotations.NullMarked;
