namespace Sakimori.Platform.Outbound;

/// <summary>A call to elsewhere.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The address: https, or http to a network that was allowed; without a user name.</param>
public sealed record OutboundCall(HttpMethod Method, Uri Url)
{
    /// <summary>Headers; at another host than that of <see cref="Url"/> they are left out.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The body; null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The media type of the body.</summary>
    public string ContentType { get; init; } = "application/json";
}

/// <summary>What came back.</summary>
/// <param name="Status">The HTTP status of the last answer.</param>
/// <param name="ContentType">Its media type without parameters; null when none was named.</param>
/// <param name="Body">Its body, at most <see cref="OutboundSettings.MostBytes"/>.</param>
/// <param name="Url">The address that answered, after redirects.</param>
public sealed record OutboundAnswer(int Status, string? ContentType, byte[] Body, Uri Url)
{
    /// <summary>Whether the status says that all is well.</summary>
    public bool Succeeded => Status is >= 200 and < 300;
}
