namespace MLNetUnlearn.Recommenders;

/// <summary>What SISA has trained and what it has kept, told when training or unlearning is done.</summary>
/// <param name="Shards">S, the number of shards.</param>
/// <param name="ShardsTrained">Shards of which at least one slice was trained, in their order, from 0; the others were kept.</param>
/// <param name="StatesTrained">How many slices were trained.</param>
/// <param name="StatesKept">How many slices' states were kept as they were.</param>
/// <param name="StateBytes">Bytes of the folder's files; 0 without a folder.</param>
public sealed record SisaReport(int Shards, IReadOnlyList<int> ShardsTrained, int StatesTrained, int StatesKept, long StateBytes);
