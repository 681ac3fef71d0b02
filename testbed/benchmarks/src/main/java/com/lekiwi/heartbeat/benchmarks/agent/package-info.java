/**
 * What the agent costs the computer of a robot.
 */
@NullMarked
package com.lekiwi.heartbeat.benchmarks.agent;

import org.jspecify.annotations.NullMarked;
