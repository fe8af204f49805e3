namespace Sakimori.Platform.Backup;

/// <summary>The daily backup.</summary>
/// <param name="Folder">Where it goes, a full path; null for none.</param>
/// <param name="Recipients">Who will be able to read it.</param>
/// <param name="Days">From how many of the latest days one is kept.</param>
/// <param name="Weeks">From how many of the latest weeks one is kept.</param>
/// <param name="Months">From how many of the latest months one is kept.</param>
public sealed record BackupSettings(string? Folder = null, IReadOnlyList<AgeRecipient>? Recipients = null, int Days = 7, int Weeks = 5, int Months = 12);
