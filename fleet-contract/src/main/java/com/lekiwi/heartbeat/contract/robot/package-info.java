/**
 * What readers see of a robot.
 */
@NullMarked
package com.lekiwi.heartbeat.contract.robot;

import org.jspecify.annotations.NullMarked;
