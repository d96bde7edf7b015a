namespace MLNetUnlearn.Engine.Kernels;

/// <summary>A function of two integers, for tensors of integral types.</summary>
internal interface ILongMap2
{
    long Apply(long x, long y);
}
