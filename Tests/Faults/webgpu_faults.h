// What webgpu_faults.c can be told. The numbers stand in FaultyWebGPU.swift too.
#ifndef WEBGPU_FAULTS_H
#define WEBGPU_FAULTS_H

#include "webgpu_subset.h"

// What is made, and counted until it is released.
enum {
  FaultInstance, FaultAdapter, FaultInfo, FaultDevice, FaultQueue, FaultBuffer, FaultShader, FaultPipeline, FaultLayout,
  FaultPipelineLayout, FaultGroup, FaultQueries, FaultEncoder, FaultPass, FaultCommands, FaultKinds
};

// How a creation fails: not; a null handle; an invalid object and no memory; an invalid object and a complaint.
enum { FaultNone, FaultNull, FaultMemory, FaultInvalid };

// Calls at which the device can be lost: behind a submission, before the others.
enum {
  FaultSubmit, FaultPoll, FaultMap, FaultWrite, FaultEncoding, FaultFinish, FaultBufferCreation, FaultPlaces
};

// Names the real library, before anything else; 0 when it cannot be loaded.
int faults_library(const char *path);
// Gives this version out; 0: the real one.
void faults_version(uint32_t packed);
// Lets the creation with this number, counted from 1 and from now, fail; 0: none.
void faults_fail(int kind, long number, int how);
// Destroys the device at the call with this number, counted from 1 and from now; 0: at none.
void faults_lose(int place, long number);
// How many were asked for since `faults_fail`.
long faults_made(int kind);
// How many calls there were since `faults_lose`.
long faults_calls(int place);
// How many are alive.
long faults_alive(int kind);

#endif
