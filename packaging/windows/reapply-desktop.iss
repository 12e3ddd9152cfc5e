; Inno Setup 6: one installer for the folder that PyInstaller makes.
;   iscc /DVersion=0.1.0 packaging\windows\reapply-desktop.iss
#ifndef Version
  #error Name the version: iscc /DVersion=... (it stands in reapply_desktop\__init__.py)
#endif

[Setup]
AppId={{6E0C1C8B-5B0E-4C62-9E0B-2F4B6D3A7C11}
AppName=ReApply Desktop
AppVersion={#Version}
AppPublisher=The ReApply Desktop developers
SourceDir=..\..
OutputDir=dist
OutputBaseFilename=reapply-desktop-{#Version}-setup
DefaultDirName={autopf}\ReApply Desktop
DefaultGroupName=ReApply Desktop
DisableProgramGroupPage=yes
; Someone without administrator rights installs it for themselves.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=LICENSE
SetupIconFile=build\icons\reapply-desktop.ico
UninstallDisplayIcon={app}\ReApply Desktop.exe
ChangesAssociations=yes
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "dist\reapply-desktop\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs

[Icons]
Name: "{autoprograms}\ReApply Desktop"; Filename: "{app}\ReApply Desktop.exe"
Name: "{autodesktop}\ReApply Desktop"; Filename: "{app}\ReApply Desktop.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.reapply"; ValueType: string; ValueData: "ReApply.Plan"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\ReApply.Plan"; ValueType: string; ValueData: "ReApply plan"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\ReApply.Plan\DefaultIcon"; ValueType: string; ValueData: "{app}\ReApply Desktop.exe,0"
Root: HKA; Subkey: "Software\Classes\ReApply.Plan\shell\open\command"; ValueType: string; ValueData: """{app}\ReApply Desktop.exe"" ""%1"""

[Run]
Filename: "{app}\ReApply Desktop.exe"; Description: "{cm:LaunchProgram,ReApply Desktop}"; Flags: nowait postinstall skipifsilent
