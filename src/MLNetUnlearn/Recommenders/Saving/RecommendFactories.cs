using Microsoft.ML.Transforms;

namespace MLNetUnlearn.Recommenders.Saving;

/// <summary>How ML.NET finds a recommender's mapping when it loads a model: one contract for each type of the items' values.</summary>
internal abstract class RecommendFactory<T> : CustomMappingFactory<RecommendSource<T>, RecommendedPieces<T>> where T : notnull
{
    public sealed override Action<RecommendSource<T>, RecommendedPieces<T>> GetMapping() => LoadedRecommender<T>.Recommend;
}

[CustomMappingFactoryAttribute(RecommendContract.Prefix + "String")]
internal sealed class RecommendTextFactory : RecommendFactory<ReadOnlyMemory<char>>;

[CustomMappingFactoryAttribute(RecommendContract.Prefix + nameof(SByte))]
internal sealed class RecommendSByteFactory : RecommendFactory<sbyte>;

[CustomMappingFactoryAttribute(RecommendContract.Prefix + nameof(Byte))]
internal sealed class RecommendByteFactory : RecommendFactory<byte>;

[CustomMappingFactoryAttribute(RecommendContract.Prefix + nameof(Int16))]
internal sealed class RecommendInt16Factory : RecommendFactory<short>;

[CustomMappingFactoryAttribute(RecommendContract.Prefix + nameof(UInt16))]
internal sealed class RecommendUInt16Factory : RecommendFactory<ushort>;

[CustomMappingFactoryAttribute(RecommendContract.Prefix + nameof(Int32))]
internal sealed class RecommendInt32Factory : RecommendFactory<int>;

[CustomMappingFactoryAttribute(RecommendContract.Prefix + nameof(UInt32))]
internal sealed class RecommendUInt32Factory : RecommendFactory<uint>;

[CustomMappingFactoryAttribute(RecommendContract.Prefix + nameof(Int64))]
internal sealed class RecommendInt64Factory : RecommendFactory<long>;

[CustomMappingFactoryAttribute(RecommendContract.Prefix + nameof(UInt64))]
internal sealed class RecommendUInt64Factory : RecommendFactory<ulong>;

[CustomMappingFactoryAttribute(RecommendContract.Prefix + nameof(Single))]
internal sealed class RecommendSingleFactory : RecommendFactory<float>;

[CustomMappingFactoryAttribute(RecommendContract.Prefix + nameof(Double))]
internal sealed class RecommendDoubleFactory : RecommendFactory<double>;
