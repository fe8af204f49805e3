namespace Sakimori.Platform.Access;

/// <summary>What a deployment asks of those who sign in.</summary>
/// <param name="AdministratorsNeedCode">
/// False: administrators are asked at each sign-in to enrol a code until they have done so. True: until then they hold no
/// system-wide role; enrolling is always possible, so nobody is locked out.
/// </param>
public sealed record AccessSettings(bool AdministratorsNeedCode = false);
