using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine;

/// <summary>Moving modules.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Moves parameters and buffers to a device; there is one only, so they stay.</summary>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="module">The module.</param>
    /// <param name="device">The device.</param>
    /// <returns>The same module.</returns>
    public static T to<T>(this T module, Device device)
        where T : nn.Module
    {
        ArgumentNullException.ThrowIfNull(device);
        return module;
    }
}
