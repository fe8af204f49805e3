using System.Text.Json.Serialization;

namespace Sakimori.Directory.Contracts;

/// <summary>Event: an organisation came, changed or went. Version 1. Its subject is <c>organisation:ID</c>.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Change">added, renamed, described, moved, merged, closed, verified, corrected or imported.</param>
/// <param name="Day">The day from which it holds.</param>
/// <param name="Into">Which one it was merged into; null otherwise.</param>
public sealed record OrganisationChanged(Guid Organisation, string Change, DateOnly Day, Guid? Into = null);

/// <summary>The module's contracts as JSON.</summary>
[JsonSerializable(typeof(OrganisationChanged))]
internal sealed partial class DirectoryJson : JsonSerializerContext;
