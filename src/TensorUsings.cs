// The one place that says where tensors come from: TorchSharp, or our own engine under the same names.
#if TORCHSHARP
global using TorchSharp;
global using TorchSharp.Modules;
global using static TorchSharp.torch;
#else
global using MLNetUnlearn.Engine;
global using MLNetUnlearn.Engine.Modules;
global using static MLNetUnlearn.Engine.torch;
#endif
