namespace MLNetUnlearn.Engine;

public static partial class torch
{
    /// <summary>The one device there is.</summary>
    public static readonly Device CPU = new();

    /// <summary>Where a tensor's numbers are: always <see cref="CPU"/>. TorchSharp has others, and constructors for them.</summary>
    public sealed class Device
    {
        internal Device()
        {
        }

        /// <summary>"cpu".</summary>
        public override string ToString() => "cpu";
    }

    /// <content>The device.</content>
    public partial class Tensor
    {
        /// <summary>Where the numbers are: <see cref="CPU"/>.</summary>
        public Device device
        {
            get
            {
                _ = Impl; // a disposed tensor has none
                return CPU;
            }
        }

        /// <summary>The numbers on the CPU: another handle to the same ones. Gradients flow through.</summary>
        public Tensor cpu() => new(Impl.Retain());
    }
}
