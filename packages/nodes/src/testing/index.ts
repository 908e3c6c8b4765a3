// Stand-ins for image servers, for the tests of programs that use nodes. Nothing here is part of the program.
export { type FakeComfy, type FakeFaults, type FakeOptions, startFakeComfy } from '../kits/comfy/fake/fake-comfy.ts';
