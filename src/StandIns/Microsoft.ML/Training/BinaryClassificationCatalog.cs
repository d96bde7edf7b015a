using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Telling two classes apart.</summary>
public sealed class BinaryClassificationCatalog
{
    internal BinaryClassificationCatalog(IHostEnvironment environment) => Trainers = new BinaryClassificationTrainers(environment);

    /// <summary>What can be trained.</summary>
    public BinaryClassificationTrainers Trainers { get; }

    /// <summary>What can be trained.</summary>
    public sealed class BinaryClassificationTrainers
    {
        internal BinaryClassificationTrainers(IHostEnvironment environment) => Environment = environment;

        internal IHostEnvironment Environment { get; }
    }
}
